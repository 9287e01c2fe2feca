const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Whether only this machine reaches the page by its address. */
export const isLoopback = ({ hostname }: Pick<Location, 'hostname'>) => loopback.includes(hostname);

/** One word of a shell's line. */
const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

interface Parts {
  token: string;
  /** Empty: the machine's own. */
  name: string;
  /** Of a server that no authority vouches for; curl then takes no other, whatever its certificate. */
  pin: string | null;
}

/** What makes a machine a server here, where it is run. */
export function installLine({ token, name, pin }: Parts, { origin }: Pick<Location, 'origin'>) {
  const curl = pin === null ? 'curl -fsS' : `curl -fsSk --pinnedpubkey ${quoted(pin)}`;
  const called = name === '' ? '' : ` --name ${quoted(name)}`;
  return `${curl} ${origin}/install.sh | sudo sh -s -- ${token}${called}`;
}
