"""Judges a signed file with `cryptography`, `rfc8785` and `base58`, which share no code with this project.

usage: python verify.py FILE   exit 0: the signature is good
W3C Data Integrity EdDSA Cryptosuites v1.0, section 3.3 (eddsa-jcs-2022).
"""

import json
import sys
from hashlib import sha256

from base58 import b58decode
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from rfc8785 import dumps


def signer(path):
    """The key that signed the file; raises where the signature is not good."""
    with open(path, encoding="utf-8") as file:
        unsigned = json.load(file)
    config = unsigned.pop("proof")
    signature = multibase(config.pop("proofValue"))
    assert config["type"] == "DataIntegrityProof" and config["cryptosuite"] == "eddsa-jcs-2022", "another kind of proof"
    assert config["@context"] == unsigned["@context"], "the proof has a context of its own"
    did, _, key = config["verificationMethod"].partition("#")
    assert did == f"did:key:{key}", "the key is not the one that the did names"
    prefix, public = multibase(key)[:2], multibase(key)[2:]
    assert prefix == b"\xed\x01", "not an Ed25519 key"
    signed = sha256(dumps(config)).digest() + sha256(dumps(unsigned)).digest()
    Ed25519PublicKey.from_public_bytes(public).verify(signature, signed)
    return key


def multibase(text):
    assert text.startswith("z"), "not base58btc"
    return b58decode(text[1:])


print(signer(sys.argv[1]))
