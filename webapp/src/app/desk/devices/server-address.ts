/** Where the registry says that devices deliver, else beside the page; without a slash at its end. */
export function serverAddress(devicesUrl: string | undefined, baseUri: string): string {
  return (devicesUrl ?? new URL('.', baseUri).href).replace(/\/(?:in\/?)?$/, '');
}
