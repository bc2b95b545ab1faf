import { suite } from './src/suite.ts';

/** The page in a browser, over everything in one process and over services of their own. */
export default suite('src/page', 90_000);
