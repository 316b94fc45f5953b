import Foundation
import SmallTalk
import Terminal

var program = SmallTalk()
exit(converse(with: &program))
