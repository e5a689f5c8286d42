//! Opens a criteria set that came as a signed file: read, its signature verified, and checked like the built-in one.

use super::read::{ReadError, read_signed};
use super::{CriteriaSetV1, write_multikey};
use crate::engine::criteria::{CriteriaFile, SetProblem, check};
use crate::engine::keys::PublicKey;

/// A criteria set out of a file.
#[derive(Debug, Clone)]
pub struct OpenedSet {
    pub file: CriteriaFile,
    /// Who signed it: whoever opens it compares the digits of this key over the telephone.
    pub signer: PublicKey,
}

/// Why a file is no criteria set to work with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenSetError {
    Read(ReadError),
    /// Read, and wrong in itself.
    Set(SetProblem),
    /// The file names the office's key, and another one signed it.
    SignedByAnotherKey,
}

/// Opens the bytes of a `tucham/criteria-set/1` file.
pub fn open_set(bytes: &[u8]) -> Result<OpenedSet, OpenSetError> {
    let (document, proof) = read_signed(bytes).map_err(OpenSetError::Read)?;
    let read = CriteriaSetV1::read(&document).map_err(OpenSetError::Read)?;
    if read.office.key.as_ref().is_some_and(|key| *key != write_multikey(&proof.key)) {
        return Err(OpenSetError::SignedByAnotherKey);
    }
    let file = check(&read.set).map_err(OpenSetError::Set)?;
    Ok(OpenedSet { file, signer: proof.key })
}
