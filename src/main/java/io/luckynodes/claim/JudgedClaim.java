package io.luckynodes.claim;

import io.luckynodes.job.Claim;

/** A claim and how it stands. */
public record JudgedClaim(Claim claim, Verdict verdict) {}
