//! Dots, finer than cells: two across and four down in each.

/// The bit of a braille cell for a dot, by row and column (Unicode block 2800).
const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

/// Dots of a drawing, before they become characters.
pub struct Dots {
    /// Dots from left to right.
    pub across: usize,
    /// Dots from top to bottom.
    pub down: usize,
    set: Vec<bool>,
}

impl Dots {
    /// A drawing without dots.
    pub fn new(across: usize, down: usize) -> Self {
        Self { across, down, set: vec![false; across * down] }
    }

    /// Sets a dot; outside the drawing it does nothing.
    pub fn dot(&mut self, x: usize, y: usize) {
        if x < self.across && y < self.down {
            self.set[y * self.across + x] = true;
        }
    }

    /// Whether a dot is set.
    pub fn has(&self, x: usize, y: usize) -> bool {
        x < self.across && y < self.down && self.set[y * self.across + x]
    }

    /// A straight line, a dot in every column.
    pub fn line(&mut self, from: (usize, usize), to: (usize, usize)) {
        let steps = to.0.abs_diff(from.0).max(to.1.abs_diff(from.1)).max(1);
        for n in 0..=steps {
            let share = n as f64 / steps as f64;
            let at = |a: usize, b: usize| (a as f64 + (b as f64 - a as f64) * share).round() as usize;
            self.dot(at(from.0, to.0), at(from.1, to.1));
        }
    }

    /// The character of a cell; `None` without a dot in it.
    pub fn sign(&self, cx: usize, cy: usize) -> Option<char> {
        let mut bits = 0;
        for (dy, columns) in BITS.iter().enumerate() {
            for (dx, bit) in columns.iter().enumerate() {
                if self.has(2 * cx + dx, 4 * cy + dy) {
                    bits |= u32::from(*bit);
                }
            }
        }
        char::from_u32(0x2800 + bits).filter(|_| bits != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_a_dot_in_every_column() {
        let mut d = Dots::new(9, 5);
        d.line((0, 0), (8, 4));
        assert!((0..9).all(|x| (0..5).any(|y| d.has(x, y))));
        d.line((1, 4), (1, 4));
        assert!(d.has(1, 4) && !d.has(20, 20));
    }

    #[test]
    fn a_cell_of_dots_is_one_character() {
        let mut d = Dots::new(2, 4);
        assert_eq!(d.sign(0, 0), None);
        d.dot(0, 0);
        d.dot(1, 3);
        assert_eq!(d.sign(0, 0), Some('⢁'));
    }
}
