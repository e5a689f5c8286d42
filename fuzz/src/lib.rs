//! What every target runs under: so much memory and no more, whatever the input.

use std::alloc::System;

use cap::Cap;

/// libFuzzer's own memory is not counted. The criteria set takes 1 MiB; the rest is for an input of 64 KiB.
const MEMORY_LIMIT_BYTES: usize = 16 << 20;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, MEMORY_LIMIT_BYTES);

/// Links the limit into a target.
pub fn limit_memory() {
    debug_assert!(MEMORY.limit() == MEMORY_LIMIT_BYTES);
}
