// SPDX-License-Identifier: GPL-2.0-or-later
// A node program that becomes a subreaper: libuv waits for the children that node started.
require('/in/programs/mark.node');
const job = require('child_process').spawn(process.argv[2]);
process.on('SIGTERM', () => { job.kill(); process.exit(0); });
