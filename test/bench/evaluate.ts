import { pathToFileURL } from 'node:url';

/** Imports one bundle in a process of its own and prints how long that took, in milliseconds. What the module goes on to do is cut off. */
const [, , file = ''] = process.argv;
const begun = performance.now();
await import(pathToFileURL(file).href);
console.log(performance.now() - begun);
process.exit(0);
