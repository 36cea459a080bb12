#!/usr/bin/env node
// The command's entry is committed, not built, so that a package manager can link it before the first build.
import '../dist/main.js';
