//! Every mutation of a valid file gets the verdict that it deserves, whoever signs it again, and none panics.
//!
//! What a mutation deserves is judged by the JSON Schema and a few rules written here, not by the reader. With
//! `TUCHAM_STRINGS=all` every string goes into every place, which takes some minutes; without, twenty of them do.

mod small_set;

use serde_json::Value;
use sha2::{Digest, Sha256};
use small_set::{CREATED_MS, UNIT, key, roster, small_set, submission};
use tucham::engine::assignment::Leads;
use tucham::engine::criteria::{CriteriaFile, set_to_json};
use tucham::engine::json::{Json, write_canonical, write_pretty};
use tucham::engine::keys::SecretKey;
use tucham::engine::office::{JudgedFile, Office, Roster, Verdict, judge};
use tucham::engine::signed::{sign, write_multikey};

/// How a value is reached: names of members and places in lists.
type Path = Vec<Step>;

/// An object's members, in order.
type MemberList = Vec<(String, Json)>;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Member(String),
    Item(usize),
}

/// A mutated document, not yet signed again.
struct Mutation {
    what: String,
    document: Json,
    /// Where the change is.
    path: Path,
    /// Whether a text became another text, as most mutations are.
    is_text: bool,
}

/// What judges.
struct Bench {
    file: CriteriaFile,
    set: Value,
    roster: Roster,
    schema: jsonschema::Validator,
    /// The valid file.
    document: Json,
}

impl Bench {
    fn new() -> Self {
        let file = small_set();
        let submission = submission(&file);
        let schema = serde_json::from_str(include_str!("../schemas/tucham/submission/1.schema.json")).expect("JSON");
        Bench {
            set: value(&set_to_json(&file.set)),
            roster: roster(),
            schema: jsonschema::draft202012::new(&schema).expect("a schema"),
            document: sign(submission.to_json(), &submission.head.created(), &key(1)),
            file,
        }
    }

    fn judged(&self, document: &Json) -> JudgedFile {
        let office = Office {
            set: &self.file.set,
            leads: &Leads::of(&self.file.set),
            roster: &self.roster,
            period: Some(2018),
            now_ms: Some(CREATED_MS),
        };
        judge(office, write_pretty(document).as_bytes())
    }

    /// Whether the document would be a good submission of the unit, were it signed by the unit.
    fn deserves_trust(&self, mutation: &Mutation) -> bool {
        // Members that stand twice are a matter of the text, which a value does not show.
        if has_doubles(&mutation.document) {
            return false;
        }
        let document = value(&mutation.document);
        if !self.schema.is_valid(&document) {
            return false;
        }
        // The schema knows the form of these, the office their one value.
        let original = value(&self.document);
        if ["criteria_set", "period", "unit"].iter().any(|name| document[name] != original[name]) {
            return false;
        }
        let codes = |document: &Value| -> Vec<Value> {
            document["answers"].as_array().unwrap().iter().map(|row| row["criterion"].clone()).collect()
        };
        codes(&document) == codes(&original)
            && document["answers"].as_array().unwrap().iter().zip(self.criteria()).all(possible)
    }

    fn criteria(&self) -> &Vec<Value> {
        self.set["groups"][0]["sections"][0]["criteria"].as_array().unwrap()
    }
}

/// Whether a criterion can have this answer.
fn possible((row, criterion): (&Value, &Value)) -> bool {
    let (answer, scale) = (&row["answer"], &criterion["scale"]);
    let number = |value: &Value| value.as_str().unwrap().parse::<f64>().unwrap();
    match answer["kind"].as_str() {
        None | Some("not_applicable") => true,
        Some(kind) if kind != scale["kind"] => false,
        Some("choice") => answer["level"].as_u64().unwrap() < scale["levels"].as_array().unwrap().len() as u64,
        Some("count") => {
            let count = number(&answer["value"]);
            count.fract() == 0.0 && count <= number(&scale["limit"])
        }
        Some("share") => true,
        _ => scale["part_of_whole"] == false || number(&answer["numerator"]) <= number(&answer["denominator"]),
    }
}

fn value(document: &Json) -> Value {
    serde_json::from_str(&write_canonical(document)).expect("JSON")
}

fn has_doubles(document: &Json) -> bool {
    match document {
        Json::Array(items) => items.iter().any(has_doubles),
        Json::Object(members) => members.iter().enumerate().any(|(index, (name, value))| {
            members[..index].iter().any(|(before, _)| before == name) || has_doubles(value)
        }),
        _ => false,
    }
}

fn walk<'a>(value: &'a Json, path: Path, places: &mut Vec<(Path, &'a Json)>) {
    match value {
        Json::Object(members) => {
            for (name, inner) in members {
                walk(inner, [&path[..], &[Step::Member(name.clone())]].concat(), places);
            }
        }
        Json::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                walk(inner, [&path[..], &[Step::Item(index)]].concat(), places);
            }
        }
        _ => {}
    }
    if !path.is_empty() {
        places.push((path, value));
    }
}

fn at<'a>(document: &'a mut Json, path: &[Step]) -> &'a mut Json {
    path.iter().fold(document, |value, step| match (value, step) {
        (Json::Object(members), Step::Member(name)) => {
            &mut members.iter_mut().find(|(found, _)| found == name).expect("a member").1
        }
        (Json::Array(items), Step::Item(index)) => &mut items[*index],
        _ => panic!("{path:?}"),
    })
}

/// Every change of every place that is no matter of taste.
fn mutations(document: &Json, strings: &[String]) -> Vec<Mutation> {
    let mut places = Vec::new();
    walk(document, Vec::new(), &mut places);
    let mut mutations = Vec::new();
    for (path, value) in places {
        let mut push = |what: &str, change: &dyn Fn(&mut Json)| {
            let mut changed = document.clone();
            change(&mut changed);
            if changed != *document {
                let is_text = matches!(value, Json::String(_)) && what.contains('"');
                mutations.push(Mutation {
                    what: format!("{path:?}: {what}"),
                    document: changed,
                    path: path.clone(),
                    is_text,
                });
            }
        };
        let put = |new: Json| move |document: &mut Json, path: &[Step]| *at(document, path) = new.clone();
        let replacements = [
            Json::Null,
            Json::Bool(true),
            Json::Bool(false),
            Json::integer(0),
            Json::integer(1),
            Json::integer(-1),
            Json::integer(9_007_199_254_740_991),
            Json::text(""),
            Json::text(" "),
            Json::text("0"),
            Json::text("1"),
            Json::text("1.50"),
            Json::text("0.333333333333333333"),
            Json::text("1e2"),
            Json::text("-1"),
            Json::text("999999999999999"),
            Json::text("ab".repeat(32)),
            Json::text("AB".repeat(32)),
            Json::text("xa-binh"),
            Json::text("../../etc/passwd"),
            Json::text("1.I.2"),
            Json::text("2018-10-12T08:30:00+07:00"),
            Json::text("2018-13-45T08:30:00+07:00"),
            Json::Array(Vec::new()),
            Json::Array(vec![Json::Null]),
            Json::Object(Vec::new()),
            Json::object([("kind", Json::text("choice")), ("level", Json::integer(1))]),
            Json::object([("kind", Json::text("not_applicable"))]),
        ];
        for new in replacements {
            let shown = write_canonical(&new);
            let change = put(new);
            push(&format!("becomes {shown}"), &|document| change(document, &path));
        }
        match value {
            Json::String(text) => {
                for (what, new) in [
                    ("longer", format!("{text}x")),
                    ("with a space", format!(" {text}")),
                    ("in capitals", text.to_uppercase()),
                    ("cut", text.chars().skip(1).collect()),
                ] {
                    push(what, &|document| *at(document, &path) = Json::text(&*new));
                }
                for (index, string) in strings.iter().enumerate() {
                    // Alone and at the end of what was there, by turns.
                    let new = if index % 2 == 0 { string.clone() } else { format!("{text}{string}") };
                    push(&format!("{new:?}"), &|document| *at(document, &path) = Json::text(&*new));
                }
            }
            Json::Number(tucham::engine::json::Number::Integer(number)) => {
                for new in [number + 1, number - 1] {
                    push("another number", &|document| *at(document, &path) = Json::integer(new));
                }
            }
            Json::Bool(flag) => push("turned", &|document| *at(document, &path) = Json::Bool(!flag)),
            Json::Object(_) => push("with one more", &|document| {
                let Json::Object(members) = at(document, &path) else { unreachable!("an object") };
                members.push(("thêm".into(), Json::integer(1)));
            }),
            Json::Array(_) => push("turned around", &|document| {
                let Json::Array(items) = at(document, &path) else { unreachable!("a list") };
                items.reverse();
            }),
            _ => {}
        }
        let (outer, last) = path.split_at(path.len() - 1);
        match &last[0] {
            Step::Member(name) => {
                let of = |document: &mut Json, change: &dyn Fn(&mut MemberList, usize)| {
                    let Json::Object(members) = at(document, outer) else { unreachable!("an object") };
                    let index = members.iter().position(|(found, _)| found == name).expect("a member");
                    change(members, index);
                };
                push("removed", &|document| of(document, &|members, index| drop(members.remove(index))));
                push("doubled", &|document| of(document, &|members, index| members.push(members[index].clone())));
                push("doubled, emptied", &|document| {
                    of(document, &|members, _| members.insert(0, (name.clone(), Json::Null)));
                });
                for new in [format!("{name}2"), name.to_uppercase(), String::new(), format!("{name}\u{200b}")] {
                    push("renamed", &|document| of(document, &|members, index| members[index].0 = new.clone()));
                }
            }
            Step::Item(index) => {
                let of = |document: &mut Json, change: &dyn Fn(&mut Vec<Json>)| {
                    let Json::Array(items) = at(document, outer) else { unreachable!("a list") };
                    change(items);
                };
                push("removed", &|document| of(document, &|items| drop(items.remove(*index))));
                push("doubled", &|document| of(document, &|items| items.push(items[*index].clone())));
            }
        }
    }
    mutations
}

/// Signs a document anew, with whatever its proof says besides the signature and the key.
fn signed_again(document: &Json, key: &SecretKey) -> Option<Json> {
    let mut changed = document.clone();
    let Json::Object(members) = &mut changed else { return None };
    let index = members.iter().position(|(name, _)| name == "proof")?;
    let (_, Json::Object(mut proof)) = members.remove(index) else { return None };
    let multikey = write_multikey(&key.public_key());
    let method = proof.iter_mut().find(|(name, _)| name == "verificationMethod")?;
    method.1 = Json::text(format!("did:key:{multikey}#{multikey}"));
    proof.retain(|(name, _)| name != "proofValue");
    let hash = |part: &Json| Sha256::digest(write_canonical(part)).to_vec();
    let message = [hash(&Json::Object(proof.clone())), hash(&changed)].concat();
    let signature = bs58::encode(key.sign(&message)).into_string();
    proof.push(("proofValue".into(), Json::text(format!("z{signature}"))));
    let Json::Object(members) = &mut changed else { return None };
    members.push(("proof".into(), Json::Object(proof)));
    Some(changed)
}

fn strings() -> Vec<String> {
    let naughty: Vec<String> = serde_json::from_str(include_str!("vectors/blns/blns.json")).expect("JSON");
    let hostile: Value = serde_json::from_str(include_str!("vectors/unicode/hostile_text.json")).expect("JSON");
    let hostile = hostile["cases"].as_object().expect("cases");
    let all = hostile.values().filter_map(Value::as_str).map(str::to_owned).chain(naughty);
    match std::env::var("TUCHAM_STRINGS").as_deref() {
        Ok("all") => all.collect(),
        _ => {
            const NAMES: [&str; 12] = [
                "bidi_override",
                "rtl_mark",
                "zwsp",
                "bom_inside",
                "nfd",
                "zalgo",
                "nul",
                "controls",
                "noncharacter",
                "fullwidth",
                "line_seps",
                "emoji",
            ];
            let named = NAMES.iter().map(|name| hostile[*name].as_str().expect(name).to_owned());
            let spread = all.skip(hostile.len()).filter(|text| text.len() > 3).step_by(60).take(8);
            named.chain(spread).collect()
        }
    }
}

fn for_each_in_parallel(mutations: &[Mutation], check: impl Fn(&Mutation) + Sync) {
    std::thread::scope(|scope| {
        for part in mutations.chunks(mutations.len().div_ceil(4)) {
            let check = &check;
            scope.spawn(move || part.iter().for_each(check));
        }
    });
}

fn is_in(mutation: &Mutation, name: &str) -> bool {
    mutation.path.contains(&Step::Member(name.to_owned()))
}

#[test]
fn the_file_itself_is_trusted_and_claims_what_it_earns() {
    let bench = Bench::new();
    let judged = bench.judged(&bench.document);
    assert_eq!((judged.verdict, judged.reason, judged.differences), (Verdict::Trusted, None, Vec::new()));
    assert_eq!(signed_again(&bench.document, &key(1)).map(|again| value(&again)), Some(value(&bench.document)));
}

#[test]
fn there_are_mutations_of_every_place_with_twenty_strings() {
    let strings = strings();
    assert!(strings.len() >= 20, "{}", strings.len());
    let bench = Bench::new();
    let mutations = mutations(&bench.document, &strings);
    let mut places = Vec::new();
    walk(&bench.document, Vec::new(), &mut places);
    for (path, place) in places {
        let count = mutations.iter().filter(|mutation| mutation.path == path).count();
        let least = if matches!(place, Json::String(_)) { 45 } else { 25 };
        assert!(count >= least, "{path:?}: {count}");
    }
}

#[test]
fn what_was_changed_and_not_signed_again_is_invalid() {
    let bench = Bench::new();
    for_each_in_parallel(&mutations(&bench.document, &strings()), |mutation| {
        let judged = bench.judged(&mutation.document);
        assert_eq!(judged.verdict, Verdict::Invalid, "{}", mutation.what);
        assert!(judged.reason.is_some(), "{}", mutation.what);
    });
}

#[test]
fn what_was_signed_again_is_judged_by_what_it_says_and_by_whose_key_it_is() {
    let bench = Bench::new();
    let keys = [(1, Verdict::Trusted), (2, Verdict::AnotherUnitsKey), (3, Verdict::ChangedKey)];
    let counts = std::sync::Mutex::new([0_usize; 2]);
    for_each_in_parallel(&mutations(&bench.document, &strings()), |mutation| {
        // Signing makes these two anew, so nothing of the change would be left.
        let made_anew = ["proofValue", "verificationMethod"];
        if made_anew.iter().any(|name| is_in(mutation, name)) {
            return;
        }
        let Some(document) = signed_again(&mutation.document, &key(1)) else { return };
        let by_its_unit =
            Mutation { what: mutation.what.clone(), document, path: mutation.path.clone(), is_text: mutation.is_text };
        let deserves_trust = bench.deserves_trust(&by_its_unit);
        // Texts are many, and what becomes of them does not hang on the key: the unit's own will do.
        for (number, verdict) in &keys[..if mutation.is_text { 1 } else { 3 }] {
            let Some(document) = signed_again(&mutation.document, &key(*number)) else { continue };
            let again = Mutation {
                what: mutation.what.clone(),
                document,
                path: mutation.path.clone(),
                is_text: mutation.is_text,
            };
            let expected = if deserves_trust { *verdict } else { Verdict::Invalid };
            let judged = bench.judged(&again.document);
            assert_eq!(judged.verdict, expected, "{}: {:?}", again.what, judged.reason);
            assert_eq!(judged.reason.is_some(), expected == Verdict::Invalid, "{}", again.what);
            // A claim that is not what the answers earn is found, whoever makes it.
            let is_claim = is_in(&again, "points") || is_in(&again, "totals");
            if expected != Verdict::Invalid && is_claim {
                assert!(!judged.differences.is_empty(), "{}", again.what);
            }
            let is_answer = is_in(&again, "answer");
            if expected != Verdict::Invalid && !is_claim && !is_answer {
                let is_row = again.path.len() == 2 && is_in(&again, "answers");
                assert!(judged.differences.is_empty() || is_row, "{}: {:?}", again.what, judged.differences);
            }
            counts.lock().unwrap()[usize::from(expected == Verdict::Invalid)] += 1;
        }
    });
    let [trusted_count, invalid_count] = counts.into_inner().unwrap();
    assert!(trusted_count > 500 && invalid_count > 5000, "{trusted_count} {invalid_count}");
    assert_eq!(UNIT, "xa-an");
}
