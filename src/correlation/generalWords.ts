/** Words and stems that tell nothing by themselves: what strangers write above their mail every day, in the languages of business. */

/** Subjects that strangers write every day; they tell mails apart only beside something rarer. A line a language, English first. */
export const GENERAL = `
hello hi hey greetings dear thanks thank question questions query help info information request contact message mail email news newsletter update updates
invoice invoices order orders offer offers quote quotation payment receipt reminder confirmation confirmed meeting appointment call report reports status test testing
problem problems issue issues error bug urgent important attention notice notification fyi document documents file files attachment photos pictures picture
subject none empty untitled unknown no welcome feedback support ticket account password introduction agenda minutes schedule calendar invitation proposal contract
today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday week weekly month monthly daily year
good morning afternoon evening day quick follow
hallo guten tag morgen abend kurze rückfrage nachfrage anfrage frage rechnung angebot bestellung auftrag termin besprechung bericht betreff kein ohne dokument mahnung zahlung bestätigung wichtig dringend danke info
bonjour bonsoir salut question facture devis commande réunion rapport merci objet sans rappel paiement document documents demande
hola saludos buenos buenas días tardes pregunta factura pedido oferta presupuesto reunión informe gracias asunto sin recordatorio pago
ciao buongiorno salve senza domanda fattura ordine offerta preventivo riunione rapporto grazie oggetto promemoria pagamento richiesta
olá oi bom boa dia tarde sem pergunta fatura pedido proposta orçamento reunião relatório obrigado assunto lembrete pagamento
hoi geen vraag factuur bestelling offerte vergadering rapport bedankt onderwerp herinnering betaling
hej ingen inget emne ämne fråga faktura beställning offert möte rapport tack påminnelse spørgsmål tilbud møde ordre tak
cześć dzień dobry brak tematu bez předmětu tématu fără subiect nincs tárgy pytanie faktura zamówienie oferta spotkanie raport dziękuję temat zapytanie merhaba soru fatura sipariş teklif toplantı rapor teşekkürler konu yok
привет здравствуйте вопрос счет счёт заказ предложение встреча отчет отчёт спасибо без темы доброе утро добрый день γεια σας καλημέρα χωρίς θέμα ερώτηση τιμολόγιο παραγγελία προσφορά συνάντηση
你好 您好 发票 問題 问题 订单 报价 会议 報告 报告 测试 こんにちは 請求書 見積 注文 会議 質問 件名なし 无主题 無主旨 제목 없음 مرحبا بلا بدون موضوع سؤال فاتورة عرض اجتماع שלום ללא נושא שאלה חשבונית הצעה פגישה
following checking check attached enclosed scan scanned voicemail fax photo image images happy merry christmas xmas easter holiday holidays birthday congratulations congrats wishes
application applications resume cv price prices pricing list catalogue catalog brochure sample samples shipment shipping cancellation renewal complaint survey webinar availability assistance regarding concerning
details asap sir madam regards sent iphone ipad draft revised pending missed calls callback chat rfq estimate billing bill statement overdue purchase sale sales lunch coffee dinner visit call office
returned returning return undeliverable undelivered undeliver deliver delivered delivery failed failure fail failing warning delayed sender recipient recipients transcript see mailer daemon postmaster subsystem system administrator bounce bounced rejected blocked quota
unzustellbar zugestellt zustellung zustellen fehlgeschlagen absender empfänger zurück verzögert échec remise expéditeur non-remis retourné entregado entregar devuelto remitente fallo mancata recapito mittente onbestelbaar afzender leverans avsändare
neue neuer neues unterlagen rückruf bitte rueckruf terminvereinbarung terminanfrage kontaktanfrage lieferschein lieferung auftragsbestätigung kündigung bewerbung vertrag preisliste preise preisanfrage angebotsanfrage auftragsbestaetigung
zahlungserinnerung gutschrift reklamation mitteilung nachricht anhang anlage rückmeldung unterschrift einladung protokoll kostenvoranschlag frohe fröhliche weihnachten ostern neues jahr glückwunsch glückwünsche geburtstag liebe grüße gruß urlaub abwesenheit
rendez vous bon relance livraison contrat candidature confirmation proposition estimation résiliation réclamation avoir fichier joint bonne année joyeux noël anniversaire félicitations important urgent nouveau nouvelle invitation compte rendu renseignements renseignement absence prix tarif tarifs
consulta solicitud cotización cotizacion cita entrega contrato confirmación confirmacion recibo adjunto envío envio reclamación candidatura currículum tarifas precios feliz navidad año nuevo felicidades cumpleaños importante urgente invitación información informacion nuevo nueva
cotação cotacao solicitação solicitacao contrato confirmação entrega anexo recibo feliz natal ano novo parabéns aniversário importante urgente convite informação informações dúvida preços tabela
appuntamento contratto conferma consegna allegato sollecito curriculum candidatura listino prezzi buon natale anno nuovo auguri compleanno importante urgente invito informazioni nuova nuovo ddt bolla
afspraak aanvraag contract bevestiging levering bijlage sollicitatie prijslijst klacht opzegging gelukkig nieuwjaar kerst fijne gefeliciteerd verjaardag belangrijk dringend uitnodiging terugbellen informatie nieuwe
förfrågan bekräftelse leverans avtal bilaga ansökan prislista reklamation uppsägning god jul gott nytt år grattis viktigt brådskande inbjudan forespørgsel bekræftelse levering kontrakt aftale vedhæftet ansøgning glædelig godt nytår tillykke vigtigt haster invitation forespørsel bekreftelse avtale vedlegg søknad
tarjous tarjouspyyntö tilaus lasku kysymys kokous raportti sopimus vahvistus toimitus liite hakemus hinnasto muistutus kiitos hei tapaaminen hyvää joulua uutta vuotta onnea tärkeä kiireellinen kutsu
wycena ofertowe umowa potwierdzenie dostawa załącznik cennik reklamacja wypowiedzenie przypomnienie płatność zamówienia prośba kontakt informacja wesołych świąt nowego roku życzenia ważne pilne zaproszenie
dotaz nabídka poptávka objednávka schůzka smlouva potvrzení dodávka příloha ceník reklamace upomínka platba děkuji veselé vánoce nový rok důležité pozvánka ponuka dopyt objednávka stretnutie zmluva potvrdenie príloha cenník platba ďakujem veselé vianoce
árajánlat számla megrendelés ajánlat ajánlatkérés megbeszélés szerződés visszaigazolás szállítás melléklet árlista emlékeztető fizetés köszönöm boldog karácsonyt új évet fontos sürgős meghívó időpont
ofertă cerere factură comandă întrebare ședință întâlnire contract confirmare livrare atașament preț prețuri plată mulțumesc crăciun fericit an nou sărbători important urgent invitație ponuda račun narudžba upit sastanak ugovor potvrda dostava cjenik plaćanje hvala predračun naročilo povpraševanje pogodba
fiyat fiyatı teklifi sözleşme onay teslimat ek başvuru hatırlatma ödeme iletişim bilgi talep talebi yeni yıl yılınız kutlu olsun bayram davet önemli acil randevu görüşme
запрос коммерческое прайс лист прайслист договор подтверждение поставка доставка вложение документы документ оплата напоминание благодарность информация новым годом новый год поздравляем поздравление праздником важно срочно приглашение звонок вакансия резюме заявка
запит пропозиція рахунок замовлення договір підтвердження документи оплата нагадування дякую зустріч новим роком вітаємо важливо терміново запрошення оферта фактура поръчка запитване договор среща плащане благодаря важно спешно
αίτηση αίτημα συμβόλαιο σύμβαση επιβεβαίωση παράδοση συνημμένο συνημμένα τιμοκατάλογος υπενθύμιση πληρωμή ευχαριστώ καλά χριστούγεννα χρόνια πολλά ευτυχισμένο νέο έτος σημαντικό επείγον πρόσκληση ραντεβού έγγραφα
בקשה הצעת מחיר חוזה אישור משלוח מסמכים מסמך קובץ תזכורת תשלום תודה דחוף חשוב הזמנה שנה טובה חג שמח קבלה פנייה בירור
استفسار طلب سعر اسعار أسعار عقد تأكيد تسليم مرفق مرفقات وثائق مستندات تذكير دفع شكرا عاجل هام مهم دعوة سنة جديدة سعيدة عيد مبارك موعد معلومات پیشنهاد قرارداد فاکتور سفارش درخواست قیمت جلسه سوال
báo giá hóa đơn hợp đồng yêu cầu câu hỏi xác nhận giao hàng tài liệu nhắc nhở thanh toán cảm ơn chúc mừng năm mới khẩn quan trọng lời mời penawaran harga faktur tagihan pesanan kontrak permintaan pertanyaan konfirmasi pengiriman lampiran pembayaran terima kasih selamat tahun baru penting undangan rapat dokumen
`;

/** What general subjects are made of where no blanks stand between words: taken out, the longest first. */
export const STEMS = `
お見積り お見積 御見積 見積書 見積り 見積 ご請求書 請求書 ご請求 請求 お問い合わせ お問合せ 問い合わせ 問合せ ご連絡 連絡 お知らせ ご案内 案内 ご報告 報告書 報告 ご相談 相談 ご質問 質問 ご依頼 依頼 ご確認 確認 お願い 発注書 発注 ご注文 注文書 注文 受注
納品書 納品 契約書 契約 会議 打ち合わせ 打合せ 議事録 資料 書類 添付 送付 返信 件名なし 件名 無題 重要 至急 緊急 御礼 お礼 ありがとうございます ありがとう 明けましておめでとうございます 明けましておめでとう おめでとう 新年 年末年始 挨拶 こんにちは よろしくお願いします よろしく について 関する の件 件
询价单 询价 報價單 報價 报价单 报价 發票 发票 合同 合約 协议 訂單 订单 采购 採購 付款 對帳單 对账单 会议 會議 通知 确认 確認 资料 資料 文件 附件 申请 申請 咨询 諮詢 问题 問題 请求 請求 回复 新年快乐 新年快樂 圣诞快乐 聖誕快樂 恭喜 谢谢 謝謝 感谢 感謝 紧急 緊急 重要 邀请 邀請 你好 您好 无主题 無主旨 关于 關於 请查收 測試 测试 简历
견적서 견적 요청 문의 계약서 계약 발주서 발주 주문서 주문 청구서 세금계산서 회의록 회의 보고서 보고 자료 첨부 안내 확인 감사합니다 감사 안녕하세요 안녕 긴급 중요 초대 새해 복 많이 받으세요 관련 드립니다 부탁 송부 제목 없음 건
ใบเสนอราคา เสนอราคา ใบแจ้งหนี้ ใบสั่งซื้อ สัญญา สอบถาม ขอ ราคา ประชุม รายงาน เอกสาร แนบ ยืนยัน ด่วน สำคัญ ขอบคุณ สวัสดี ปีใหม่ เชิญ ไม่มีหัวเรื่อง เรื่อง
`;
