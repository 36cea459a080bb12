import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A certificate authority and the certificate of a server, by the names that QEMU's tls-creds-x509 looks for; SPICE
 * takes the same files by their paths. RSA, for the ciphers that Ganeti names to SPICE.
 */
export function makeCertificates(folder: string): void {
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  };
  const newKey = ['-newkey', 'rsa:2048', '-nodes'];
  const authority = ['-keyout', 'ca-key.pem', '-out', 'ca-cert.pem', '-days', '2'];
  openssl('req', '-x509', ...newKey, '-subj', '/CN=ca', ...authority);
  writeFileSync(
    join(folder, 'extensions'),
    'subjectAltName=IP:::1\nextendedKeyUsage=serverAuth\nkeyUsage=digitalSignature,keyEncipherment\n',
  );
  openssl('req', ...newKey, '-subj', '/CN=server', '-keyout', 'server-key.pem', '-out', 'server.csr');
  const sign = ['-CA', 'ca-cert.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-extfile', 'extensions'];
  openssl('x509', '-req', '-in', 'server.csr', ...sign, '-days', '2', '-out', 'server-cert.pem');
}
