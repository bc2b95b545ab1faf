import { suite } from './src/suite.ts';

/** The container images, each on its own. */
export default suite('src/images', 120_000);
