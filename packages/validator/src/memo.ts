/** A function of an object that is asked once an object; what it gave is forgotten with the object. */
export function memo<Key extends object, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const known = new WeakMap<Key, { readonly made: Made }>();
  return (key) => {
    let entry = known.get(key);
    if (!entry) {
      entry = { made: make(key) };
      known.set(key, entry);
    }
    return entry.made;
  };
}
