/** Which addresses no person reads. */
import { isMachine } from '../../src/correlation/machines';

test.each([
  'noreply@shop.example',
  'no-reply@shop.example',
  'no_reply@shop.example',
  'do.not.reply@shop.example',
  'noreply-invoices@shop.example',
  'wordpress@web.example',
  'mailer-daemon@mx.example',
  'postmaster@mx.example',
  'notifications@tracker.example',
  'pumps-bounces@lists.example',
  'owner-pumps@lists.example',
  'keine-antwort@amt.example',
  'ne-pas-repondre@mairie.example',
  'nao-responda@loja.example',
  'nie-odpowiadaj@sklep.example',
])('K4 %s is a machine', (address) => expect(isMachine(address)).toBe(true));

test.each([
  'anna@contoso.example',
  'info@contoso.example',
  'sales@contoso.example',
  'support@contoso.example',
  'norbert.replin@contoso.example',
  'noreen@contoso.example',
  'nobel@contoso.example',
  'alertson@contoso.example',
  'bouncer@club.example',
  'root.anna@contoso.example',
  'antwortner@contoso.example',
  'no address',
  '',
])('K4 %s may be a person', (address) => expect(isMachine(address)).toBe(false));

test('C4 an endless address is read in no time', () => {
  const began = performance.now();
  for (let i = 0; i < 200; i++) isMachine(`${'no-'.repeat(100_000)}@x.example`);
  expect(performance.now() - began).toBeLessThan(500);
});
