import { expect, it } from 'vitest';
import { defaultXlsbLimits } from '../limits';
import { parseRelationships } from './relationships';

const typeOf = (name: string) =>
  `http://schemas.openxmlformats.org/officeDocument/2006/relationships/${name}`;
const partOf = (target: string, folder = 'xl') =>
  parse(`<Relationship Id="rId1" Type="${typeOf('worksheet')}" Target="${target}"/>`, folder)[0]?.part;

function parse(elements: string, folder = 'xl') {
  const xml = `<?xml version="1.0"?><Relationships xmlns="x">${elements}</Relationships>`;
  return parseRelationships(new TextEncoder().encode(xml), '_rels/.rels', folder, defaultXlsbLimits);
}

it.each([
  ['worksheets/sheet1.bin', 'xl/worksheets/sheet1.bin'],
  ['./worksheets/sheet1.bin', 'xl/worksheets/sheet1.bin'],
  ['/xl/worksheets/sheet1.bin', 'xl/worksheets/sheet1.bin'],
  ['../docProps/app.xml', 'docProps/app.xml'],
  ['../../../../a.bin', 'a.bin'],
  ['worksheets\\sheet1.bin', 'xl/worksheets/sheet1.bin'],
  ['\\xl\\sheet1.bin', 'xl/sheet1.bin'],
  ['work%20sheets/%EC%8B%9C%ED%8A%B8.bin', 'xl/work sheets/시트.bin'],
  ['100%.bin', 'xl/100%.bin'],
  ['a&amp;b&#x41;&#65;&apos;.bin', "xl/a&bAA'.bin"],
  ['a//b.bin', 'xl/a/b.bin'],
])('the target %s is the part %s', (target, part) => expect(partOf(target)).toBe(part));

it('of the package itself are found from its root', () => {
  expect(partOf('xl/workbook.bin', '')).toBe('xl/workbook.bin');
});

it('are read whatever their prefix, quotes and order of attributes', () => {
  const [found] = parse(`<r:Relationship
    Target='sheet1.bin' Type='${typeOf('styles')}'
    Id='rId7' ></r:Relationship>`);
  expect(found).toEqual({ id: 'rId7', type: 'styles', part: 'xl/sheet1.bin' });
});

it('that lead elsewhere or nowhere are left out', () => {
  expect(
    parse(
      `<Relationship Id="a" Type="${typeOf('hyperlink')}" Target="https://example.org" TargetMode="External"/>` +
        `<Relationship Id="b" Type="${typeOf('worksheet')}"/><Relationship Type="x" Target="y"/>`,
    ),
  ).toEqual([]);
  expect(parse('<'.repeat(1000))).toEqual([]);
});
