/** The months as English writes them short, January first. */
export const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The month (1–12) that begins with these letters, in whatever case; 0 if none does. */
export function monthNamed(name: string): number {
  const short = name.slice(0, 3).toLowerCase();
  return MONTHS_EN.findIndex((month) => month.toLowerCase() === short) + 1;
}
