/**
 * Reply and forward prefixes, as mail clients in more than thirty languages write them before the colon: lower case, without the final dot.
 * Collected from what Outlook, Gmail, Apple Mail, Thunderbird, Notes and webmailers write in each language.
 */
import type { MailKind } from './mail';

const REPLIES = `
re, ré, rép, réf, réponse, ref, resp, resposta, respuesta, res, rés, rsp
aw, ant, antw, antwort, antwoord, sv, svar, vs, vast, vastaus, vastus, vá, válasz, odp, odpověď, odpoveď, odpowiedź, odg, odgovor, одг, ynt, yanıt, cevap
rif, risposta, r.e, bls, balas, atb, atbilde, ateb, ats, atsakymas, at, ad vs, hl, ha, на, отв, ответ, відп, відповідь, отг, отговор
απ, απαντ, απάντηση, σχετ, پاسخ, رد, תגובה, השב, ตอบ, ตอบกลับ, trả lời, tl, răsp, raspuns, răspuns, përgjigje
回复, 回覆, 答复, 答覆, 返信, 回信, 회신, 답장, 답변
`;

const FORWARDS = `
fw, fwd, forward, forwarded, wg, weitergeleitet, weiterleitung, tr, transf, transfert, rv, reenv, reenviado, enc, encaminhada, encaminhado
doorst, doorgestuurd, vb, vidarebefordrat, vs., videresend, videresendt, vl, välitetty, lähetetty edelleen, továbbítás, tovább, továbbítva, pd, przekazane
ilt, iletildi, ileti, inoltra, inoltro, i., redir, redirecţionat, pref, přeposlat, přep, preposlané, preposlat, edasi, edastatud, terus, trs, terusan
prosl, proslijeđeno, posr, posredovano, pārs, pārsūtīts, pers, persiųsta, yml, ymlaen, framsenda
пересл, переслано, пересылка, перенаправлено, пер, пересилання, препратено, прп, προωθ, πρθ, προώθηση, chuyển tiếp, הועבר, העבר, העברה, إعادة توجيه, توجيه, تمرير, ส่งต่อ
转发, 轉寄, 轉發, 转寄, 転送, 전달, fs, ww, välittää
`;

/** Machines that answer for a person; counted as replies. */
const AUTOMATIC = `
automatic reply, auto reply, autoreply, out of office, out of office autoreply, automatische antwort, automatisch antwoord, automatisch antwort
abwesenheitsnotiz, abwesenheit, abwesend, réponse automatique, absence du bureau, respuesta automática, fuera de la oficina, risposta automatica
fuori sede, resposta automática, fora do escritório, autosvar, automatisk svar, automatiskt svar, automaattinen vastaus, poissa
odpowiedź automatyczna, autoodpowiedź, automatická odpověď, automatická odpoveď, automatikus válasz, răspuns automat, otomatik yanıt, otomatik cevap
автоответ, автоматический ответ, автоматична відповідь, αυτόματη απάντηση, תגובה אוטומטית, תשובה אוטומטית, מענה אוטומטי, رد تلقائي
自動返信, 自動応答, 自动答复, 自动回复, 自動回覆, 자동 회신, balasan otomatis, trả lời tự động, ตอบกลับอัตโนมัติ
`;

/** Reports that a mail could not be delivered. */
const BOUNCES = `
undeliverable, undelivered, undelivered mail, returned mail, mail delivery failed, delivery failure, failure notice, delivery status notification
unzustellbar, nicht zugestellt, non remis, échec de la remise, non distribuable, no se puede entregar, no entregado, non recapitabile, mancato recapito
onbestelbaar, niet te bezorgen, não entregue, ikke leveret, kan ikke leveres, går inte att leverera, nie można dostarczyć, nedoručitelné
kézbesíthetetlen, teslim edilemedi, не доставлено, недоставлено, 配信不能, 未送达, 无法送达, 無法傳遞, 배달되지 않음, לא ניתן למסירה, تعذر التسليم
`;

/** Answers to invitations, as calendars write them. */
const CALENDAR = `
accepted, declined, tentative, tentatively accepted, canceled, cancelled, updated invitation, invitation
zugesagt, abgelehnt, mit vorbehalt, abgesagt, accepté, refusé, provisoire, annulé, aceptada, rechazada, provisional, cancelada
geaccepteerd, geweigerd, voorlopig, accettato, rifiutato, aceite, aceito, recusado, godkänt, avböjt, zaakceptowano, odrzucono, kabul edildi, reddedildi
`;

/** Warnings that a gateway writes before the subject: neither reply nor forward. */
const LABELS = 'external, extern, ext, externe, spam, suspected spam, caution';

export interface Prefix {
  readonly kind: MailKind | 'label';
  readonly by: 'person' | 'machine' | 'calendar' | 'bounce';
}

function words(list: string): string[] {
  return list
    .split(/[,\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function entries(list: string, prefix: Prefix): [string, Prefix][] {
  return words(list).map((word) => [word.normalize('NFKC').replace('\u0307', ''), prefix]);
}

/** By the word before the colon. */
export const prefixes: ReadonlyMap<string, Prefix> = new Map([
  ...entries(LABELS, { kind: 'label', by: 'person' }),
  ...entries(CALENDAR, { kind: 'reply', by: 'calendar' }),
  ...entries(BOUNCES, { kind: 'reply', by: 'bounce' }),
  ...entries(AUTOMATIC, { kind: 'reply', by: 'machine' }),
  ...entries(FORWARDS, { kind: 'forward', by: 'person' }),
  ...entries(REPLIES, { kind: 'reply', by: 'person' }),
]);

/** Italian clients; a product or a drive as often. Believed only beside a threading header. */
export const letterPrefixes: ReadonlyMap<string, Prefix> = new Map([
  ['r', { kind: 'reply', by: 'person' }],
  ['i', { kind: 'forward', by: 'person' }],
  ['rp', { kind: 'reply', by: 'person' }],
]);
