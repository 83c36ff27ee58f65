/** Names every way in which a widget.zip breaks amoCRM's rules or our own budget. */
import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { violations } from './violations.mjs';

const [path = 'dist/widget.zip'] = process.argv.slice(2);
const found = violations(unzipSync(await readFile(path)));
found.forEach((line) => process.stderr.write(`${path}: ${line}\n`));
process.exitCode = found.length ? 1 : 0;
