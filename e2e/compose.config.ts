import { suite } from './src/suite.ts';

/** The Compose set, as its users start it. */
export default suite('src/compose', 600_000);
