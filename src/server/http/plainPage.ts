/** A page of one sentence, for addresses where a person may land by accident. */
export function plainPage(title: string, sentence: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:16px/1.5 "Segoe UI",system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem;color:#242424}
@media(prefers-color-scheme:dark){body{background:#1f1f1f;color:#fff}}</style></head>
<body><h1>${title}</h1><p>${sentence}</p></body>
</html>
`;
}
