using Trireme.Machinery.Schema;

namespace Trireme.Server.Strategies;

/// <summary>Kinds that differ from the common only in what a PUT or DELETE may do.</summary>
internal sealed class SimpleStrategy(KindInfo kind, bool createOnUpdate = false, bool unconditional = true, bool returnsDeleted = false, bool keepsStatus = false)
    : KindStrategy(kind)
{
    public override bool AllowCreateOnUpdate => createOnUpdate;

    public override bool AllowUnconditionalUpdate => unconditional;

    public override bool ReturnsDeletedObject => returnsDeleted;

    public override bool KeepsStatusOnCreate => keepsStatus;
}
