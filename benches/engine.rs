//! How long the engine takes, without files and processes around it: an answer, a sheet, a signature, a file, a district.
//!
//! `cargo bench --features toml-source --bench engine`. It asserts nothing of time.

mod district;

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use district::{District, entry, key_of};
use tucham::engine::assignment::Leads;
use tucham::engine::builtin::builtin;
use tucham::engine::json::{Json, read_json};
use tucham::engine::office::{Decisions, JudgedFile, Office, consolidate, judge};
use tucham::engine::sheet::{Entry, Total, assess};
use tucham::engine::signed::{sign, verify};

/// Communes of a district, of a province, of a few provinces.
const COUNTS: [usize; 3] = [11, 100, 1_000];
const CREATED: &str = "2018-10-12T08:30:00+07:00";

fn scoring(c: &mut Criterion) {
    let set = &builtin().set;
    let criteria: Vec<_> = set.criteria().collect();
    let mut turn = 0;
    let mut next = |below: usize| {
        turn += 1;
        turn * 7 % below
    };
    let entries: Vec<Entry> = criteria.iter().map(|criterion| entry(criterion, &mut next)).collect();
    let mut group = c.benchmark_group("scoring");
    group.bench_function("one answer", |b| b.iter(|| assess(black_box(criteria[0]), black_box(&entries[0]))));
    group.throughput(Throughput::Elements(criteria.len() as u64));
    group.bench_function("all criteria, summed", |b| {
        b.iter(|| -> Total {
            let rows = criteria.iter().zip(&entries);
            rows.map(|(criterion, entry)| Total::of(criterion, &assess(criterion, black_box(entry))))
                .fold(Total::default(), |sum, own| sum + own)
        });
    });
    group.finish();
}

fn verifying(c: &mut Criterion) {
    // A district of one commune has no sum, and its set no rule for one.
    let district = District::new(COUNTS[0]);
    let bytes = district.mail[0].1.as_bytes();
    let leads = Leads::of(&district.file.set);
    let office =
        Office { set: &district.file.set, leads: &leads, roster: &district.roster, period: Some(2018), now_ms: None };
    let mut group = c.benchmark_group("verifying a submission");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("reading its JSON", |b| b.iter(|| read_json(black_box(bytes))));
    let document = read_json(bytes).expect("a document");
    group.bench_function("its signature", |b| b.iter(|| verify(black_box(&document))));
    group.bench_function("signing it", |b| {
        let key = key_of(0);
        let unsigned = || match document.clone() {
            Json::Object(members) => Json::Object(members.into_iter().filter(|(name, _)| name != "proof").collect()),
            other => other,
        };
        b.iter_batched(unsigned, |document| sign(document, CREATED, &key), BatchSize::SmallInput);
    });
    group.bench_function("its verdict, from bytes to scored anew", |b| b.iter(|| judge(office, black_box(bytes))));
    group.finish();
}

fn consolidating(c: &mut Criterion) {
    let mut group = c.benchmark_group("consolidating");
    group.sample_size(20);
    for count in COUNTS {
        let district = District::new(count);
        let set = &district.file.set;
        let leads = Leads::of(set);
        let office = Office { set, leads: &leads, roster: &district.roster, period: Some(2018), now_ms: None };
        let judged: Vec<JudgedFile> =
            district.mail.iter().map(|(_, text)| judge(office, text.as_bytes()).slim()).collect();
        let decisions = Decisions::default();
        let add_up = || consolidate(set, district.file.due, 2018, black_box(&judged), &decisions);
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(BenchmarkId::new("verdicts into a score, communes", count), |b| b.iter(add_up));
        let result = add_up();
        group.bench_function(BenchmarkId::new("the result's bytes, communes", count), |b| b.iter(|| result.to_bytes()));
    }
    group.finish();
}

criterion_group!(benches, scoring, verifying, consolidating);
criterion_main!(benches);
