import type { Reporter } from '../findings/report';
import { github } from './github';
import { json } from './json';
import { junit } from './junit';
import { sarif } from './sarif';
import { tap } from './tap';
import { text } from './text';

/** Ways to show findings; the name of each is a value of `--output`. */
export const reporters = [text, json, github, sarif, junit, tap] as const satisfies Reporter[];
