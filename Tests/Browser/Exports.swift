import Fingerprints

/// The number of fingerprints, for the page that runs this.
@_cdecl("fingerprint_count")
public func fingerprintCount() -> Int32 { Int32(fingerprints().count) }

/// The bits of a fingerprint.
@_cdecl("fingerprint")
public func fingerprint(_ index: Int32) -> UInt64 {
  let all = fingerprints()
  return all.indices.contains(Int(index)) ? all[Int(index)].value : 0
}
