#!/usr/bin/env node
// The command's entry is committed, not built, so that a package manager can link it before the first build. It
// keeps to what old Nodes can parse, so that they are told what is wrong.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(`kvmkit: needs Node 24 or newer, this is Node ${process.versions.node}\n`);
  process.exitCode = 1;
} else {
  await import('../dist/main.js');
}
