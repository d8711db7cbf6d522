import { readSubject } from '../../src/correlation/subject';

describe('prefixes', () => {
  test.each([
    ['English', 'Re: Offer', 'Fwd: Offer'],
    ['German', 'AW: Offer', 'WG: Offer'],
    ['Swedish', 'SV: Offer', 'VB: Offer'],
    ['Finnish', 'VS: Offer', 'VL: Offer'],
    ['Norwegian, Danish', 'Sv: Offer', 'Videresend: Offer'],
    ['Dutch', 'Antw: Offer', 'Doorst: Offer'],
    ['Spanish', 'RESP: Offer', 'RV: Offer'],
    ['Portuguese', 'RES: Offer', 'ENC: Offer'],
    ['Italian', 'RIF: Offer', 'Inoltra: Offer'],
    ['French', 'RÉF: Offer', 'TR : Offer'],
    ['Polish', 'Odp: Offer', 'PD: Offer'],
    ['Czech', 'Odpověď: Offer', 'Přep: Offer'],
    ['Slovak', 'Odpoveď: Offer', 'Preposlat: Offer'],
    ['Croatian, Slovene, Serbian', 'Odg: Offer', 'Pref: Offer'],
    ['Hungarian', 'Vá: Offer', 'Továbbítás: Offer'],
    ['Romanian', 'Răsp: Offer', 'Redirecţionat: Offer'],
    ['Turkish', 'YNT: Offer', 'İLT: Offer'],
    ['Greek', 'ΑΠ: Offer', 'ΠΡΘ: Offer'],
    ['Russian', 'Отв: Offer', 'Пересл: Offer'],
    ['Ukrainian', 'Відп: Offer', 'Пересилання: Offer'],
    ['Bulgarian', 'Отг: Offer', 'Препратено: Offer'],
    ['Hebrew', 'תגובה: Offer', 'הועבר: Offer'],
    ['Hebrew, short', 'השב: Offer', 'העבר: Offer'],
    ['Arabic', 'رد: Offer', 'إعادة توجيه: Offer'],
    ['Chinese, simplified', '回复：Offer', '转发：Offer'],
    ['Chinese, traditional', '回覆: Offer', '轉寄: Offer'],
    ['Chinese, Outlook', '答复: Offer', '转发: Offer'],
    ['Japanese', '返信：Offer', '転送：Offer'],
    ['Korean', '회신: Offer', '전달: Offer'],
    ['Indonesian', 'Bls: Offer', 'Trs: Offer'],
    ['Vietnamese', 'Trả lời: Offer', 'Chuyển tiếp: Offer'],
    ['Thai', 'ตอบกลับ: Offer', 'ส่งต่อ: Offer'],
    ['Estonian', 'Vast: Offer', 'Edasi: Offer'],
    ['Estonian, whole words', 'Vastus: Offer', 'Edastatud: Offer'],
    ['Latvian', 'Atb: Offer', 'Fwd: Offer'],
    ['Lithuanian', 'Ats: Offer', 'Pers: Offer'],
    ['Latvian, forwarded', 'Atb: Offer', 'Pārs: Offer'],
    ['Croatian, forwarded', 'Odg: Offer', 'Prosl: Offer'],
    ['Slovene, forwarded', 'Odgovor: Offer', 'Posr: Offer'],
    ['Welsh', 'ATB: Offer', 'YML: Offer'],
  ])('C1 #67 %s', (_, reply, forward) => {
    expect(readSubject(reply)).toMatchObject({ topic: 'offer', kind: 'reply' });
    expect(readSubject(forward)).toMatchObject({ topic: 'offer', kind: 'forward' });
  });

  test.each([
    ['#68 counters', 'Re[2]: x', 'x', 'reply'],
    ['#68 counters', 'RE^3: x', 'x', 'reply'],
    ['#68 counters', 'Re(4): x', 'x', 'reply'],
    ['#68 counters', 'RE2: x', 'x', 'reply'],
    ['#68 a blank before the colon', 'Re : x', 'x', 'reply'],
    ['#68 a dot before the colon', 'Aw.: x', 'x', 'reply'],
    ['#68 a full-width colon', 'Re：x', 'x', 'reply'],
    ['#68 no blank behind the colon', 'RE:x', 'x', 'reply'],
    ['#69 a word', 'Re-order', 're-order', 'opener'],
    ['#69 a drive', 'R: drive full', 'r: drive full', 'opener'],
    ['#69 a count', 'I: 5 of 7', 'i: 5 of 7', 'opener'],
    ['#69 a word before a colon', 'Regarding: x', 'regarding: x', 'opener'],
    ['#70 gateway and list tags', '[EXTERNAL] RE: [list] x (fwd)', 'x', 'reply'],
    ['#70 only a tag', '[list]', '[list]', 'opener'],
    ['#70 a wrapping', '[Fwd: Re: x]', 'x', 'forward'],
    ['#70 that it is solved', 'Re: x [SOLVED]', 'x', 'reply'],
    ['#70 other words behind stay', 'Re: x [continued]', 'x [continued]', 'reply'],
    ['#70 a warning behind', 'Re: x [EXTERNAL]', 'x', 'reply'],
    ['#70 a marking behind the token', 'Re: x CRM:0001007 [SEC=OFFICIAL]', 'x', 'reply'],
    ['#70 a ticket behind stays', 'Re: x [Ticket#123]', 'x [ticket#123]', 'reply'],
    ['#70 a bracket glued to a word stays', 'Re: list[index]', 'list[index]', 'reply'],
    ['#70 what SpamAssassin writes', '*****SPAM***** Re: x', 'x', 'reply'],
    ['#70 what amavis writes', '***UNCHECKED*** Re: x', 'x', 'reply'],
    ['#70 what MailScanner writes', 'Re: {Spam?} x', 'x', 'reply'],
    ['#70 a warning in round brackets', '(EXTERNAL) Re: x', 'x', 'reply'],
    ['#70 a warning in Japanese', '【外部メール】Re: x', 'x', 'reply'],
    ['#70 other words in such marks stay', '*** Reminder *** x', '*** reminder *** x', 'opener'],
    ['#70 only a warning', '***SPAM***', '***spam***', 'opener'],
    ['#70 a ticket stays', '[Ticket#123] x', '[ticket#123] x', 'opener'],
    ['#71 a no-break space is a blank', 'Offer\u00a0for\u00a0you', 'offer for you', 'opener'],
    ['#71 zero-width marks are nothing', '\u200eOf\u200bfer\u200f', 'offer', 'opener'],
    ['#72 mixed languages', 'AW: Re: SV: x', 'x', 'reply'],
    ['#75 digits are significant', 'Invoice 2026-07', 'invoice 2026-07', 'opener'],
    ['outermost prefix counts', 'Fwd: Re: x', 'x', 'forward'],
    ['outermost prefix counts', 'Re: Fwd: x', 'x', 'reply'],
    ['was', 'New (was: old)', 'new', 'opener'],
    ['a token at the end is not the topic', 'Offer CRM:0001007', 'offer', 'opener'],
    ['a token at the end is not the topic', 'Re: Offer Case: 0001007', 'offer', 'reply'],
    ['a time is', 'Meeting at 10:300', 'meeting at 10:300', 'opener'],
    ['a prefix only', 'Re:', '', 'reply'],
    ['nothing', '', '', 'opener'],
    ['dots at the end', 'Offer...', 'offer', 'opener'],
    ['protected', '...', '', 'opener'],
    ['sharp s', 'GROẞE GRÜßE', 'grosse grüsse', 'opener'],
  ])('C1 %s: %s', (_, subject, topic, kind) => {
    expect(readSubject(subject)).toMatchObject({ topic, kind });
  });

  test.each([
    ['R: x', 'reply'],
    ['I: x', 'forward'],
    ['R: I: R: x', 'reply'],
  ])('C1 #69 one letter counts beside a threading header: %s', (subject, kind) => {
    expect(readSubject(subject, true)).toMatchObject({ topic: 'x', kind });
  });

  test.each([
    ['Automatisch antwoord: x', 'machine'],
    ['Abwesenheitsnotiz: RE: x', 'machine'],
    ['Automatic reply: x', 'machine'],
    ['Réponse automatique : x', 'machine'],
    ['自動返信: x', 'machine'],
    ['Unzustellbar: x', 'bounce'],
    ['Undeliverable: x', 'bounce'],
    ['Zugesagt: x', 'calendar'],
    ['Re: x', 'person'],
  ])('C1 #91 who wrote the prefix is known: %s by %s', (subject, by) => {
    expect(readSubject(subject)).toMatchObject({ topic: 'x', by });
  });
});
