//! Reads a unit's public key for the office, which compares its digits by telephone before it enrols it.

use crate::engine::criteria::CriteriaSet;
use crate::engine::signed::{EnrolmentV1, ReadError, read_signed};

/// Why an enrolment is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnrolmentProblem {
    Read(ReadError),
    /// The key in the file is not the one that signed it: nobody has shown to hold it.
    SignedByAnotherKey,
    /// The set has no such unit.
    UnknownUnit {
        id: String,
    },
    /// The unit's name is not the set's.
    OtherUnitName {
        id: String,
    },
}

/// Reads the bytes of an enrolment file.
pub fn read_enrolment(set: &CriteriaSet, bytes: &[u8]) -> Result<EnrolmentV1, EnrolmentProblem> {
    let (document, proof) = read_signed(bytes).map_err(EnrolmentProblem::Read)?;
    let enrolment = EnrolmentV1::read(&document).map_err(EnrolmentProblem::Read)?;
    if proof.key != enrolment.public_key {
        return Err(EnrolmentProblem::SignedByAnotherKey);
    }
    let id = &enrolment.unit.id;
    let unit = set.unit(id).ok_or_else(|| EnrolmentProblem::UnknownUnit { id: id.clone() })?;
    if *unit.name != *enrolment.unit.name {
        return Err(EnrolmentProblem::OtherUnitName { id: id.clone() });
    }
    Ok(enrolment)
}
