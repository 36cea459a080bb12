import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What both ends of a TLS connection need, in files as QEMU wants them, and as values as Node does. */
export interface TlsCredentials {
  /** The `dir` of QEMU's tls-creds-x509 and tls-creds-psk, for either endpoint. */
  readonly folder: string;
  readonly ca: Buffer;
  readonly client: { readonly cert: Buffer; readonly key: Buffer };
  readonly server: { readonly cert: Buffer; readonly key: Buffer };
  readonly psk: { readonly identity: string; readonly key: Buffer };
}

/** Makes a certificate authority, a certificate for each end, and a shared key, by `openssl`. */
export async function makeTlsCredentials(parent: string): Promise<TlsCredentials> {
  const folder = join(parent, 'tls');
  await mkdir(folder);
  const openssl = async (...args: string[]): Promise<void> => {
    await run('openssl', args, { cwd: folder });
  };
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  await openssl('req', '-x509', ...newKey, '-subj', '/CN=ca', '-days', '2', ...files('ca', 'ca-cert.pem'));
  for (const end of ['client', 'server']) {
    const extensions = `subjectAltName=IP:127.0.0.1\nextendedKeyUsage=${end}Auth\nkeyUsage=digitalSignature\n`;
    await writeFile(join(folder, 'extensions'), extensions);
    await openssl('req', ...newKey, '-subj', `/CN=${end}`, ...files(end, `${end}.csr`));
    const sign = ['-CA', 'ca-cert.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-extfile', 'extensions'];
    await openssl('x509', '-req', '-in', `${end}.csr`, ...sign, '-days', '2', '-out', `${end}-cert.pem`);
  }
  const psk = { identity: 'kvmkit', key: Buffer.from('00112233445566778899aabbccddeeff', 'hex') };
  await writeFile(join(folder, 'keys.psk'), `${psk.identity}:${psk.key.toString('hex')}\n`);
  const read = async (name: string): Promise<Buffer> => await readFile(join(folder, name));
  return {
    folder,
    psk,
    ca: await read('ca-cert.pem'),
    client: { cert: await read('client-cert.pem'), key: await read('client-key.pem') },
    server: { cert: await read('server-cert.pem'), key: await read('server-key.pem') },
  };
}

function files(end: string, out: string): string[] {
  return ['-keyout', `${end}-key.pem`, '-out', out];
}
