#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLE_FILE, readBundle } from './bundle/bundle';
import { loadBundled } from './bundle/load';

const file = join(__dirname, BUNDLE_FILE);

// One file instead of hundreds halves the start; without it, all works as well.
if (existsSync(file)) loadBundled(readBundle(file), join(__dirname, '../..'), 'lib/cli/main.js');
else require('./main');
