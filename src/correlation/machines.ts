/** Addresses behind which no person reads: what web forms, shops, lists and servers send from, in the words that many languages have for it. */
const MACHINE =
  /^(no|not|do-?not|dont|never|please-?no)-?(reply|replies|respond|responder|response|responda|respuesta)|^(auto|automat(ic|ed|isch)?|system)-?(mailer|reply|notif\w*|nachricht)?$|^(keine?|nicht)-?antwort\w*|^ne-?pas-?rep\w*|^no-?contest\w*|^nao-?resp\w*|^non-?rispond\w*|^(inte|ej)-?svar\w*|^svar-?ej|^ikke-?svar\w*|^niet-?(be)?antwoord\w*|^nie-?odpow\w*|^neodpov\w*|^ala-?vastaa|^(mailer-daemon|postmaster|daemon|root|nobody|cron|apache|nginx|httpd|www-?data|www|wordpress|drupal|joomla|webform|contact-?form|formmail\w*|mailman|majordomo|listserv|sympa|newsletters?|notif(y|ier|ications?)|notices?|alerts?|bounces?|mailer|dse|echosign)$|^(owner|bounces?)-|-(owner|bounces?|request|noreply|no-reply)$|^(noreply|bounces?)[\d._=-]/;

/** Of a normal address. Role addresses (sales, info, support) are read by people. */
export function isMachine(address: string): boolean {
  const local = address.slice(0, Math.max(0, address.lastIndexOf('@'))).slice(0, 64);
  return MACHINE.test(local.replace(/[._]/g, '-'));
}
