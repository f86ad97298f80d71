import { deflateSync } from 'node:zlib';
import { html, type Markup, trusted } from './markup';

/**
 * Text that the page carries along and its script unpacks: compressed and in base64, so that thousands of rows
 * stay small and nothing in them can be taken for markup. A script element of another type than JavaScript is
 * never run.
 *
 * @param file What it is called when it is saved.
 */
export function packed(id: string, text: string, file?: string): Markup {
  return html`<script type="text/plain" id="${id}"${file === undefined ? null : html` data-file="${file}"`}>${trusted(deflateSync(text, { level: 6 }).toString('base64'))}</script>
`;
}
