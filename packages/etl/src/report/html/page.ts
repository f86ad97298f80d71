import { createHash } from 'node:crypto';
import { words } from '../words/words';
import { both, type Hole, html, type Markup, trusted } from './markup';
import { script } from './script';
import { style } from './style';

/** What the page is made of. */
export interface Page {
  readonly title: string;
  readonly language: 'en' | 'ko';
  readonly headline: Markup;
  readonly sections: readonly Markup[];
  readonly contents: readonly { readonly id: string; readonly title: Hole }[];
  /** What the script unpacks. */
  readonly packed: readonly Markup[];
}

/**
 * One page that needs nothing but itself. Its policy forbids every request, every script and every style but
 * the two that it brings, which are named by their hashes; so even markup that slipped through would not run.
 */
export function pageText({ title, language, headline, sections, contents, packed }: Page): string {
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const choice = (code: Page['language'], name: string) =>
    html`<label><input type="radio" name="lang" id="lang-${code}" value="${code}" autocomplete="off"${code === language ? html` checked` : null}>${name}</label>`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<svg class="hidden" width="0" height="0" aria-hidden="true"><defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5"/><path d="M0 0V5"/></pattern></defs></svg>
<div class="top"><h1>${both(words.title)}</h1>
<fieldset class="languages"><legend>${both(words.language)}</legend>${choice('en', 'English')}${choice('ko', '한국어')}</fieldset></div>
<main>
${headline}<nav aria-label="${language === 'ko' ? words.contents.ko : words.contents.en}">${contents.map(({ id, title }) => html`<a href="#${id}">${title}</a> `)}</nav>
${sections}</main>
${packed}<script>${trusted(script)}</script>
</body>
</html>
`.source;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
