import { suite } from './src/suite.ts';

/** The manifests on a real cluster. */
export default suite('src/k8s', 600_000);
