/** What the other parts of the page’s script work with: the language, elements, unpacking, saving. */
export const shared = String.raw`  const byId = (id) => document.getElementById(id);
  const korean = byId('lang-ko');
  const language = () => (korean.checked ? 'ko' : 'en');
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const unpack = (id) => {
    const raw = atob(byId(id).textContent);
    const bytes = new Uint8Array(raw.length);
    for (let at = 0; at < raw.length; at++) bytes[at] = raw.charCodeAt(at);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')));
  };

  const redrawers = [];
  const redraw = () => {
    document.documentElement.lang = language();
    for (const draw of redrawers) draw();
  };

  let texts = {};
  const word = (key, fill = {}) =>
    texts[key][language()].replace(/\{(\w+)\}/g, (_, hole) => fill[hole]);
  const counted = (count) => count.toLocaleString('en-US');
  const save = (part, type, file) => {
    const link = make('a', { href: URL.createObjectURL(new Blob([part], { type })), download: file });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const button = (action) => {
    const element = make('button', { type: 'button' });
    element.addEventListener('click', action);
    return element;
  };
`;
