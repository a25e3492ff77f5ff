using Trireme.Controllers.EndpointSlices.Steps;

namespace Trireme.Controllers.EndpointSlices;

/// <summary>The steps of a reconciliation in their order. Pure.</summary>
internal static class EndpointSliceReconciler
{
    /// <summary>What shall be, given what is.</summary>
    public static EndpointSlicePlan Plan(EndpointSliceState state)
    {
        var types = EndpointStep.AddressTypes(state.Service);
        var plan = new EndpointSlicePlan { Delete = [.. state.Slices.Where(slice => !types.Contains(slice.AddressType))] };
        foreach (var type in types)
            plan = plan.And(SliceStep.Apply(state, type, EndpointStep.Group(state, type)));
        return plan;
    }
}
