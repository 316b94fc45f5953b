import LogDiagnosis
import Testing
