import { version } from '../package.json';

/** Version of this package; a release records which one made it. */
export const toolkitVersion: string = version;
