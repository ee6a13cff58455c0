type Json = Record<string, unknown>;

/** The description as a page to read: no script, nothing from elsewhere. */
export function apiPage({
  paths,
  components,
}: {
  paths: Record<string, Record<string, Json>>;
  components: Json;
}): string {
  const addresses = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { summary, requestBody, responses }]) => `<section>
<h2><code>${method.toUpperCase()} ${escaped(path)}</code></h2>
<p>${escaped(String(summary))}</p>
${requestBody ? details('Request', requestBody) : ''}${details('Answers', responses)}</section>`,
    ),
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Kakanai hub: addresses</title>
<link rel="stylesheet" href="/api/style.css">
<h1>Kakanai hub</h1>
<p>For programs: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
${addresses.join('\n')}
<section><h2>Schemas</h2>${details('All', components)}</section>
</html>
`;
}

const details = (title: string, what: unknown) =>
  `<details><summary>${title}</summary><pre>${escaped(JSON.stringify(what, null, 2))}</pre></details>\n`;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export const apiStyle = `:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
body, html { max-width: 60rem; margin: 0 auto; padding: 0 1rem; }
h2 { font-size: 1.1rem; margin-block-end: 0; }
section { border-block-start: 1px solid; padding-block-end: 1rem; }
pre { overflow-x: auto; font-size: 0.85rem; }
summary { cursor: pointer; min-block-size: 2rem; }
`;
