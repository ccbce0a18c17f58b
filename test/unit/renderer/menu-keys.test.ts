import { describe, expect, it } from 'vitest';
import { menuFind, menuMove } from '../../../src/renderer/menu-keys.ts';

describe('the arrows in a menu', () => {
  it('go from one entry to the next, and from either end to the other', () => {
    expect(menuMove('ArrowDown', 0, 3)).toBe(1);
    expect(menuMove('ArrowDown', 2, 3)).toBe(0);
    expect(menuMove('ArrowUp', 2, 3)).toBe(1);
    expect(menuMove('ArrowUp', 0, 3)).toBe(2);
  });

  it('have Home and End beside them', () => {
    expect(menuMove('Home', 2, 3)).toBe(0);
    expect(menuMove('End', 0, 3)).toBe(2);
  });

  it('are the only keys that move', () => {
    for (const key of ['ArrowLeft', 'Enter', ' ', 'a']) expect(menuMove(key, 1, 3)).toBeUndefined();
  });
});

describe('typing in a menu', () => {
  const labels = ['bash, zsh', 'fish', 'PowerShell', 'cmd', 'Console address', 'Prompt', '日本語'];

  it('leads to the entry that begins so, whatever the case', () => {
    expect(menuFind('f', labels, 0)).toBe(1);
    expect(menuFind('p', labels, 0)).toBe(2);
    expect(menuFind('co', labels, 3)).toBe(4);
    expect(menuFind('日', labels, 0)).toBe(6);
  });

  it('goes on to the next one when a letter is repeated, and round', () => {
    expect(menuFind('p', labels, 2)).toBe(5);
    expect(menuFind('pp', labels, 5)).toBe(2);
  });

  it('stays while more of the same word is typed', () => {
    expect(menuFind('po', labels, 2)).toBe(2);
  });

  it('leads nowhere where nothing begins so', () => {
    expect(menuFind('x', labels, 0)).toBeUndefined();
  });
});
