//! Mornings made by hand, each with the stance that it must have.
