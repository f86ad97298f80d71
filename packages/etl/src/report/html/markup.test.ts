import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../testing/quality-report';
import { both, escapeText, html, trusted } from './markup';

describe('markup from a template', () => {
  it('escapes whatever is put into it, in texts and in attributes', () => {
    expect(html`<p title="${'"><img>'}">${'<b>'} & ${3}</p>`.source).toBe(
      '<p title="&#34;&#62;&#60;img&#62;">&#60;b&#62; & 3</p>',
    );
  });

  it('keeps markup as it is, in lists too, and leaves null out', () => {
    expect(html`${[html`<i>${'<'}</i>`, trusted('<hr>')]}${null}`.source).toBe('<i>&#60;</i><hr>');
  });

  it('never lets a text begin a tag, end an attribute or name a character', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE)), (text) => {
        expect(escapeText(text)).not.toMatch(/[<>"']|&(?!#\d+;)|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/u);
      }),
    );
  });

  it('says a text once if both languages say the same', () => {
    expect(both({ en: 'PER', ko: 'PER' }).source).toBe('PER');
    expect(both({ en: 'Row', ko: '행' }).source).toBe('<span lang="en">Row</span><span lang="ko">행</span>');
  });
});
