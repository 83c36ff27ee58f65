/** Walks through what was sent before, like a shell: older with ↑, newer with ↓. */
export class Recall {
  private position: number | null = null;

  /**
   * @param texts what was sent, oldest first
   * @param current what stands in the input now
   * @returns the text to put there, or null to leave the key to the input
   */
  older(texts: string[], current: string): string | null {
    if (!this.walking(texts, current)) {
      if (current) return null;
      this.position = texts.length;
    }
    const next = Math.max(0, (this.position as number) - 1);
    if (texts[next] === undefined) return null;
    this.position = next;
    return texts[next];
  }

  newer(texts: string[], current: string): string | null {
    if (!this.walking(texts, current)) return null;
    const next = (this.position as number) + 1;
    this.position = next < texts.length ? next : null;
    return texts[next] ?? '';
  }

  private walking(texts: string[], current: string): boolean {
    return this.position !== null && texts[this.position] === current;
  }
}
