package io.luckynodes.claim;

import io.luckynodes.job.Claim;

/** A claim and its verdict. */
public record JudgedClaim(Claim claim, Verdict verdict) {}
