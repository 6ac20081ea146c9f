/* `npm run docs`: writes the pages of docs/ that follow from lists in the code. */
import { pages } from './docs/pages';
import { realWorld } from './world';

const { disk, print } = realWorld();
const written = pages();
disk.write(written);
print([...written.keys()].join('\n'));
