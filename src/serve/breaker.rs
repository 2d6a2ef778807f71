//! Leaves a reviser alone that keeps failing.
