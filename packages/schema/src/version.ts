/** A semantic version taken apart; build metadata does not count. */
export interface Version {
  readonly numbers: readonly number[];
  readonly prerelease: readonly string[];
}

const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?$/;

/** Reads a semantic version; undefined if the text is none. */
export function parseVersion(text: string): Version | undefined {
  const match = SEMVER.exec(text);
  if (!match) return undefined;
  return { numbers: match.slice(1, 4).map(Number), prerelease: match[4]?.split('.') ?? [] };
}

/**
 * Precedence of two versions, as semver.org part 11 defines it: negative if `a` is the older. A prerelease
 * comes before its release.
 */
export function compareVersions(a: Version, b: Version): number {
  for (let part = 0; part < 3; part++) {
    if (a.numbers[part] !== b.numbers[part]) return a.numbers[part]! - b.numbers[part]!;
  }
  if (!a.prerelease.length || !b.prerelease.length) return b.prerelease.length - a.prerelease.length;
  for (let part = 0; part < Math.max(a.prerelease.length, b.prerelease.length); part++) {
    const order = compareIdentifiers(a.prerelease[part], b.prerelease[part]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareIdentifiers(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  const numericA = /^\d+$/.test(a);
  const numericB = /^\d+$/.test(b);
  if (numericA && numericB) return Number(a) - Number(b);
  if (numericA !== numericB) return numericA ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
