//! What was read before: the candidates of one draft share nearly all of their sentences, so each is read once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Bytes of a text beyond which it is read anew each time: it is no reply, and would only fill the memory.
const LONGEST: usize = 16_000;

/// Readings by their text. A thread keeps the last of them, so that memory stays flat however many texts there are.
pub(super) struct Memo<T> {
    most: usize,
    kept: RefCell<Kept<T>>,
}

type Shelf<T> = HashMap<Rc<str>, Rc<T>>;

/// Two shelves: when the young one is full, the old one is emptied and they change places.
struct Kept<T> {
    young: Shelf<T>,
    old: Shelf<T>,
}

impl<T> Memo<T> {
    /// Room for about so many readings.
    pub(super) fn new(most: usize) -> Self {
        Self { most, kept: RefCell::new(Kept { young: Shelf::default(), old: Shelf::default() }) }
    }

    /// The reading of a text, made by `read` where it is not there yet.
    pub(super) fn get(&self, text: &str, read: impl FnOnce(&str) -> T) -> Rc<T> {
        if text.len() > LONGEST {
            return Rc::new(read(text));
        }
        if let Some(known) = self.kept.borrow_mut().find(text) {
            return known;
        }
        // Not borrowed here: one reading may ask for others.
        let made = Rc::new(read(text));
        self.kept.borrow_mut().put(text.into(), Rc::clone(&made), self.most);
        made
    }
}

impl<T> Kept<T> {
    fn find(&mut self, text: &str) -> Option<Rc<T>> {
        if let Some(known) = self.young.get(text) {
            return Some(Rc::clone(known));
        }
        let (text, known) = self.old.remove_entry(text)?;
        self.young.insert(text, Rc::clone(&known));
        Some(known)
    }

    fn put(&mut self, text: Rc<str>, reading: Rc<T>, most: usize) {
        if self.young.len() * 2 >= most {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(text, reading);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_once_and_forgotten_in_the_end() {
        let memo = Memo::new(4);
        let reads = RefCell::new(Vec::new());
        let get = |text: &str| {
            *memo.get(text, |text| {
                reads.borrow_mut().push(text.to_owned());
                text.len()
            })
        };
        assert_eq!((get("one"), get("three"), get("one")), (3, 5, 3));
        assert_eq!(*reads.borrow(), ["one", "three"]);
        assert_eq!((0..9).map(|number| get(&format!("{number}"))).sum::<usize>(), 9);
        get("one");
        assert_eq!(reads.borrow().iter().filter(|text| *text == "one").count(), 2);
        let long = "x".repeat(LONGEST + 1);
        assert_eq!((get(&long), get(&long)), (long.len(), long.len()));
        assert_eq!(reads.borrow().iter().filter(|text| **text == long).count(), 2);
    }
}
