/** What a server is called; its id where nobody gave it a name. */
export const serverName = ({ name, id }: { name: string | null; id: string }): string => name ?? id;
