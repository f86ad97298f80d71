import { type Language, say } from '../../words';

/** Deviations are told up to here; a value of the other sign may be infinitely far. */
const FARTHEST = 1000;

/** Robust deviations as they are told: one digit, and never infinite. */
export function told(deviations: number): number {
  return Number(Math.min(FARTHEST, Math.abs(deviations)).toFixed(1));
}

/** A number with four digits. */
export function four(value: number): number {
  return Number(value.toPrecision(4));
}

/** How rare something is, in words. */
export function rareWords(oneIn: number, count: number, language: Language): string {
  return oneIn >= count
    ? say(language, `none of ${count} did`, `${count}개 중 없음`)
    : say(language, `about 1 in ${oneIn} does`, `약 ${oneIn}개 중 1개`);
}
