/** Long enough for every browser to begin reading; then the copy in memory goes. */
const forgetAfter = 60_000;

/** Saves a file that was made in this browser. @param name without anything about a person or a case's content */
export function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), forgetAfter);
}
